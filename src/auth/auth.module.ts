import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CustomersModule } from '../customers/customers.module';
import { EmployeesModule } from '../employees/employees.module';
import { MailModule } from '../mail/mail.module';
import { ShopsModule } from '../shops/shops.module';
import { AccountController } from './account.controller';
import { AccountProofs } from './account-proofs.service';
import { ActorLoader } from './actor-loader';
import { AuthController } from './auth.controller';
import { AuthService } from './auth.service';
import { Bearer } from './bearer';
import { CodeSignIn } from './code-sign-in.service';
import { EmailVerification } from './email-verification.service';
import { EmployeePasswordsController } from './employee-passwords.controller';
import { LoginAttempts } from './login-attempts.service';
import { MeController } from './me.controller';
import { OwnAccount } from './own-account.service';
import { PasswordReset } from './password-reset.service';
import { SignIns } from './sign-ins.service';
import { SignedInGuard } from './signed-in.guard';
import { Tokens } from './tokens';
import { VisitsController } from './visits.controller';
import { Visits } from './visits.service';

@Module({
  imports: [ShopsModule, EmployeesModule, CustomersModule, MailModule],
  controllers: [AuthController, AccountController, EmployeePasswordsController, MeController, VisitsController],
  providers: [
    Tokens,
    ActorLoader,
    SignIns,
    LoginAttempts,
    AccountProofs,
    AuthService,
    CodeSignIn,
    EmailVerification,
    OwnAccount,
    PasswordReset,
    Visits,
    Bearer,
    { provide: APP_GUARD, useClass: SignedInGuard },
  ],
  exports: [Tokens, ActorLoader],
})
export class AuthModule {}
