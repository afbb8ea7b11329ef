import { Body, Controller, Get, Header, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import { MailPreference, MailPreferences } from '../contract/mail.dto';
import type { CustomerActor, StaffActor } from '../core/actor';
import { CurrentActor, Public } from '../core/current-actor';
import { MailConfirmations } from './mail-confirmations.service';
import { HTML, plainPage } from './mail-pages';
import { MailPreferencesService } from './mail-preferences.service';

@Controller()
@ApiTags('mail')
export class MailController {
  constructor(
    private readonly preferences: MailPreferencesService,
    private readonly confirmations: MailConfirmations,
  ) {}

  /** Which mails the actor gets. */
  @Get('me/mail-preferences')
  @ApiBearerAuth()
  wishes(@CurrentActor() actor: CustomerActor | StaffActor): Promise<MailPreferences> {
    return this.preferences.of(actor);
  }

  /** Turns one kind of mail on or off. */
  @Put('me/mail-preferences')
  @ApiBearerAuth()
  wish(@CurrentActor() actor: CustomerActor | StaffActor, @Body() input: MailPreference): Promise<MailPreferences> {
    return this.preferences.set(actor, input);
  }

  /** Where the link in a mail leads. Looking changes nothing, since programs look at links as well. */
  @Public()
  @Get('mail/unsubscribe')
  @Header('Content-Type', HTML)
  @ApiExcludeEndpoint()
  askToUnsubscribe(@Query('token') token: string): string {
    return plainPage('unsubscribe', token);
  }

  /** By the button of that page, or by a mail program in one click (RFC 8058). */
  @Public()
  @Post('mail/unsubscribe')
  @HttpCode(200)
  @Header('Content-Type', HTML)
  async unsubscribe(@Query('token') token: string): Promise<string> {
    await this.preferences.unsubscribe(String(token));
    return plainPage('unsubscribed');
  }

  @Public()
  @Get('mail/confirm')
  @Header('Content-Type', HTML)
  @ApiExcludeEndpoint()
  askToConfirm(@Query('token') token: string): string {
    return plainPage('confirm', token);
  }

  /** The reader of an address says that mail may come. */
  @Public()
  @Post('mail/confirm')
  @HttpCode(200)
  @Header('Content-Type', HTML)
  async confirm(@Query('token') token: string): Promise<string> {
    await this.confirmations.confirm(String(token));
    return plainPage('confirmed');
  }
}
