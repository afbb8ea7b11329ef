import { Controller, Get, Param } from '@nestjs/common';
import type { WidgetConfig } from '../contract/widget.dto';
import { Public } from '../core/current-actor';
import { type DemoShop, Widget } from './widget.service';

/** For the pages of shops, whoever looks at them. */
@Controller('widget')
export class WidgetController {
  constructor(private readonly widget: Widget) {}

  @Public()
  @Get()
  async demoShops(): Promise<{ items: DemoShop[] }> {
    return { items: await this.widget.demoShops() };
  }

  @Public()
  @Get(':shopKey')
  config(@Param('shopKey') shopKey: string): Promise<WidgetConfig> {
    return this.widget.config(shopKey);
  }
}
