import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CustomersModule } from '../customers/customers.module';
import { EmployeesModule } from '../employees/employees.module';
import { ShopsModule } from '../shops/shops.module';
import { ActorLoader } from './actor-loader';
import { AuthController } from './auth.controller';
import { AuthService } from './auth.service';
import { Bearer } from './bearer';
import { LoginAttempts } from './login-attempts.service';
import { SignIns } from './sign-ins.service';
import { SignedInGuard } from './signed-in.guard';
import { Tokens } from './tokens';
import { VisitsController } from './visits.controller';
import { Visits } from './visits.service';

@Module({
  imports: [ShopsModule, EmployeesModule, CustomersModule],
  controllers: [AuthController, VisitsController],
  providers: [
    Tokens,
    ActorLoader,
    SignIns,
    LoginAttempts,
    AuthService,
    Visits,
    Bearer,
    { provide: APP_GUARD, useClass: SignedInGuard },
  ],
  exports: [Tokens, ActorLoader],
})
export class AuthModule {}
