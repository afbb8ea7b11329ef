import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ConfirmWithPassword, OwnProfile, SignInList, UpdateProfile } from '../contract/accounts.dto';
import type { CustomerActor } from '../core/actor';
import { CurrentActor, CurrentCustomer } from '../core/current-actor';
import { CustomerSelf } from '../customers/customer-self.service';
import type { SignedIn } from './actor-loader';
import { originOf } from './origin';
import { OwnAccount } from './own-account.service';
import { SignIns } from './sign-ins.service';

@Controller('me')
@ApiTags('me')
@ApiBearerAuth()
export class MeController {
  constructor(
    private readonly customers: CustomerSelf,
    private readonly own: OwnAccount,
    private readonly signIns: SignIns,
  ) {}

  /** A customer's own account. */
  @Get('profile')
  profile(@CurrentCustomer() actor: CustomerActor): Promise<OwnProfile> {
    return this.customers.profile(actor);
  }

  /** What is left out stays. */
  @Patch('profile')
  updateProfile(@CurrentCustomer() actor: CustomerActor, @Body() input: UpdateProfile): Promise<OwnProfile> {
    return this.customers.updateProfile(actor, input);
  }

  /** Ends a customer's own account; what they wrote stays, and they can come back. */
  @Post('deactivate')
  @HttpCode(204)
  deactivate(
    @CurrentCustomer() actor: CustomerActor,
    @Body() { password }: ConfirmWithPassword,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.own.deactivate(actor, password, originOf(request));
  }

  /** Where one is signed in. */
  @Get('sign-ins')
  signInList(@CurrentActor() actor: SignedIn): Promise<SignInList> {
    return this.signIns.list(actor);
  }

  /** Signs out somewhere else, at once. */
  @Delete('sign-ins/:id')
  @HttpCode(204)
  endSignIn(@CurrentActor() actor: SignedIn, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.signIns.endOne(actor, id);
  }
}
