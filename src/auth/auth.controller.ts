import { Body, Controller, Get, Header, HttpCode, Inject, Post, Req, Res, UseInterceptors } from '@nestjs/common';
import { ApiBearerAuth, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ChangePassword, RefreshSignIn, SignIn, SignOut, TokenView, WhoAmI } from '../contract/auth.dto';
import { RegisterCustomer } from '../contract/customers.dto';
import type { CustomerActor, StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { CurrentActor, Public } from '../core/current-actor';
import { ENV, type Env } from '../core/env';
import { AuthService } from './auth.service';
import { FormFields } from './form-fields';
import { originOf } from './origin';
import { requireOwnPage } from './own-page';
import { RefreshCookie } from './refresh-cookie';
import { type IssuedTokens, SignIns } from './sign-ins.service';
import { tokenAnswer } from './token-answer';
import { Tokens, unknownToken } from './tokens';

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  private readonly cookie: RefreshCookie;

  constructor(
    private readonly auth: AuthService,
    private readonly signIns: SignIns,
    private readonly tokens: Tokens,
    @Inject(ENV) private readonly env: Env,
  ) {
    this.cookie = new RefreshCookie(env);
  }

  @Public()
  @Post('token')
  @Header('Cache-Control', 'no-store')
  @HttpCode(200)
  @UseInterceptors(FormFields)
  @ApiConsumes('application/json', 'application/x-www-form-urlencoded', 'multipart/form-data')
  @ApiOperation({ summary: 'Sign in with username, e-mail or phone, and password' })
  async signIn(
    @Body() input: SignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokenView> {
    requireOwnPage(request, this.env);
    return this.answer(reply, await this.auth.signIn(input, originOf(request)));
  }

  @Public()
  @Post('refresh')
  @Header('Cache-Control', 'no-store')
  @HttpCode(200)
  @ApiOperation({ summary: 'A new token, by the cookie that signing in has set' })
  async refresh(
    @Body() input: RefreshSignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokenView> {
    const kept = this.cookie.read(request, input.kind);
    if (!kept) throw unknownToken();
    try {
      return this.answer(reply, await this.signIns.refresh(kept.token, kept.kind));
    } catch (error) {
      // It opens nothing any more, so that the browser need not go on sending it.
      if (error instanceof AppError) this.cookie.clear(reply, kept.kind);
      throw error;
    }
  }

  @Public()
  @Post('register')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Make a customer account in one shop' })
  async register(
    @Body() input: RegisterCustomer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokenView> {
    requireOwnPage(request, this.env);
    return this.answer(reply, await this.auth.register(input, originOf(request)));
  }

  @Post('logout')
  @HttpCode(204)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Sign out here, or everywhere' })
  async signOut(
    @CurrentActor() actor: StaffActor | CustomerActor,
    @Body() input: SignOut,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.auth.signOut(actor, input);
    this.cookie.clear(reply, actor.kind);
  }

  @Post('password')
  @HttpCode(204)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Change the password; signs out everywhere else' })
  changePassword(
    @CurrentActor() actor: StaffActor | CustomerActor,
    @Body() input: ChangePassword,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.auth.changePassword(actor, input, originOf(request));
  }

  @Get('me')
  @Header('Cache-Control', 'no-store')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Who is signed in, and what they may do' })
  me(@CurrentActor() actor: StaffActor | CustomerActor): Promise<WhoAmI> {
    return this.auth.whoAmI(actor);
  }

  private answer(reply: FastifyReply, issued: IssuedTokens): TokenView {
    return tokenAnswer(reply, this.cookie, issued, this.tokens.lifetimeSeconds);
  }
}
