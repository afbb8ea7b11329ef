import { Body, Controller, Header, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  ForgotPassword,
  Reactivate,
  RequestCode,
  ResetPassword,
  SignInByCode,
  VerifyEmail,
} from '../contract/accounts.dto';
import { TokenView } from '../contract/auth.dto';
import type { CustomerActor } from '../core/actor';
import { CurrentCustomer, Public } from '../core/current-actor';
import { ENV, type Env } from '../core/env';
import { CodeSignIn } from './code-sign-in.service';
import { EmailVerification } from './email-verification.service';
import { originOf } from './origin';
import { OwnAccount } from './own-account.service';
import { requireOwnPage } from './own-page';
import { PasswordReset } from './password-reset.service';
import { RefreshCookie } from './refresh-cookie';
import type { IssuedTokens } from './sign-ins.service';
import { tokenAnswer } from './token-answer';
import { Tokens } from './tokens';

/** Getting in by what is sent by e-mail, and back in to what one has ended. */
@ApiTags('auth')
@Controller('auth')
export class AccountController {
  private readonly cookie: RefreshCookie;

  constructor(
    private readonly codes: CodeSignIn,
    private readonly resets: PasswordReset,
    private readonly emails: EmailVerification,
    private readonly own: OwnAccount,
    private readonly tokens: Tokens,
    @Inject(ENV) private readonly env: Env,
  ) {
    this.cookie = new RefreshCookie(env);
  }

  @Public()
  @Post('code')
  @HttpCode(204)
  @ApiOperation({ summary: 'Send a code to sign in with; answers the same for every address' })
  requestCode(@Body() input: RequestCode, @Req() request: FastifyRequest): Promise<void> {
    return this.codes.request(input, originOf(request));
  }

  @Public()
  @Post('code/verify')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Sign in with the code' })
  async signIn(
    @Body() input: SignInByCode,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokenView> {
    requireOwnPage(request, this.env);
    return this.answer(reply, await this.codes.signIn(input, originOf(request)));
  }

  @Public()
  @Post('password/forgotten')
  @HttpCode(204)
  @ApiOperation({ summary: 'Send a link to choose a new password; answers the same for every address' })
  forgot(@Body() input: ForgotPassword, @Req() request: FastifyRequest): Promise<void> {
    return this.resets.request(input, originOf(request));
  }

  @Public()
  @Post('password/reset')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Choose a new password by the link; signs out everywhere and in here' })
  async reset(
    @Body() input: ResetPassword,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokenView> {
    requireOwnPage(request, this.env);
    return this.answer(reply, await this.resets.reset(input, originOf(request)));
  }

  @Post('email/verify')
  @HttpCode(204)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Show by the link that the e-mail address is one’s own' })
  verifyEmail(@CurrentCustomer() actor: CustomerActor, @Body() { token }: VerifyEmail): Promise<void> {
    return this.emails.verify(actor, token);
  }

  @Post('email/resend')
  @HttpCode(204)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Send that link again, at most once a day' })
  resend(@CurrentCustomer() actor: CustomerActor): Promise<void> {
    return this.emails.resend(actor);
  }

  @Public()
  @Post('reactivate')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Come back to an account that one has ended' })
  async reactivate(
    @Body() input: Reactivate,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokenView> {
    requireOwnPage(request, this.env);
    return this.answer(reply, await this.own.reactivate(input, originOf(request)));
  }

  private answer(reply: FastifyReply, issued: IssuedTokens): TokenView {
    return tokenAnswer(reply, this.cookie, issued, this.tokens.lifetimeSeconds);
  }
}
