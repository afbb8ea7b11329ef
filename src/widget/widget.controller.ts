import { Controller, Get, Param } from '@nestjs/common';
import type { DemoShopList, WidgetConfig } from '../contract/widget.dto';
import { Public } from '../core/current-actor';
import { Widget } from './widget.service';

/** For the pages of shops, whoever looks at them. */
@Controller('widget')
export class WidgetController {
  constructor(private readonly widget: Widget) {}

  /** Shops to try the widget in; not in production. */
  @Public()
  @Get()
  async demoShops(): Promise<DemoShopList> {
    return { items: await this.widget.demoShops() };
  }

  /** What the widget shows of a shop, whoever looks. */
  @Public()
  @Get(':shopKey')
  config(@Param('shopKey') shopKey: string): Promise<WidgetConfig> {
    return this.widget.config(shopKey);
  }
}
