import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../core/current-actor';
import { DEMO_LOGINS } from './demo-logins';

@Controller('demo')
@ApiExcludeController()
export class DemoController {
  /** For the front page; the module is not part of a production server. */
  @Public()
  @Get()
  logins() {
    return { logins: DEMO_LOGINS };
  }
}
