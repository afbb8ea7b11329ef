import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Page } from '../contract/common.dto';
import { CreateShop, ShopListQuery, ShopSecretView, ShopView, UpdateShop } from '../contract/shops.dto';
import type { Actor } from '../core/actor';
import { ApiPage } from '../core/api-page';
import { CurrentActor } from '../core/current-actor';
import { ShopsService } from './shops.service';

@Controller('shops')
@ApiTags('shops')
@ApiBearerAuth()
export class ShopsController {
  constructor(private readonly shops: ShopsService) {}

  /** The shops one works for. */
  @Get()
  @ApiPage(ShopView)
  list(@CurrentActor() actor: Actor, @Query() query: ShopListQuery): Promise<Page<ShopView>> {
    return this.shops.list(actor, query);
  }

  /** Opens a shop. */
  @Post()
  create(@CurrentActor() actor: Actor, @Body() input: CreateShop): Promise<ShopView> {
    return this.shops.create(actor, input);
  }

  /** One shop. */
  @Get(':id')
  get(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ShopView> {
    return this.shops.get(actor, id);
  }

  /** Changes a shop; what is left out stays. */
  @Patch(':id')
  update(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() input: UpdateShop): Promise<ShopView> {
    return this.shops.update(actor, id, input);
  }

  /** Deletes a shop that nothing refers to. */
  @Delete(':id')
  @HttpCode(204)
  delete(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.shops.delete(actor, id);
  }

  /** Closes a shop: no widget, and nobody of the shop gets in. */
  @Post(':id/deactivate')
  @HttpCode(200)
  deactivate(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ShopView> {
    return this.shops.deactivate(actor, id);
  }

  /** Opens a closed shop again. */
  @Post(':id/reactivate')
  @HttpCode(200)
  reactivate(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ShopView> {
    return this.shops.reactivate(actor, id);
  }

  /** Makes a new secret for the shop's server to sign its visitors with; shown this once. */
  @Post(':id/rotate-secret')
  @HttpCode(200)
  rotateSecret(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ShopSecretView> {
    return this.shops.rotateSecret(actor, id);
  }
}
