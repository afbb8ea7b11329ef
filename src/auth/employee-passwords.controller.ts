import { Body, Controller, HttpCode, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { SetPassword } from '../contract/auth.dto';
import type { Actor } from '../core/actor';
import { CurrentActor } from '../core/current-actor';
import { AuthService } from './auth.service';

@Controller('employees/:id/password')
@ApiTags('employees')
@ApiBearerAuth()
export class EmployeePasswordsController {
  constructor(private readonly auth: AuthService) {}

  /** Sets the password of somebody who has lost theirs, and signs them out everywhere. */
  @Put()
  @HttpCode(204)
  set(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() input: SetPassword): Promise<void> {
    return this.auth.resetPassword(actor, id, input);
  }
}
