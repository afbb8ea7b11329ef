import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Page } from '../contract/common.dto';
import {
  CreateCustomer,
  CustomerExportQuery,
  CustomerListQuery,
  CustomerView,
  UpdateCustomer,
} from '../contract/customers.dto';
import type { Actor } from '../core/actor';
import { ApiPage } from '../core/api-page';
import { csvFile } from '../core/csv-file';
import { CurrentActor } from '../core/current-actor';
import { CustomerExports } from './customer-exports.service';
import { CustomersService } from './customers.service';

@Controller('customers')
@ApiTags('customers')
@ApiBearerAuth()
export class CustomersController {
  constructor(
    private readonly customers: CustomersService,
    private readonly exports: CustomerExports,
  ) {}

  /** Customers, the newest first. */
  @Get()
  @ApiPage(CustomerView)
  list(@CurrentActor() actor: Actor, @Query() query: CustomerListQuery): Promise<Page<CustomerView>> {
    return this.customers.list(actor, query);
  }

  /** All customers of the list, whatever its page, as CSV. */
  @Get('export.csv')
  @ApiProduces('text/csv')
  async exportList(
    @CurrentActor() actor: Actor,
    @Query() query: CustomerExportQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return csvFile(await this.exports.of(actor, query), reply);
  }

  /** Adds a customer, for example one who has called. */
  @Post()
  create(@CurrentActor() actor: Actor, @Body() input: CreateCustomer): Promise<CustomerView> {
    return this.customers.create(actor, input);
  }

  /** One customer. */
  @Get(':id')
  get(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CustomerView> {
    return this.customers.get(actor, id);
  }

  /** Changes a customer; what is left out stays. */
  @Patch(':id')
  update(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() input: UpdateCustomer): Promise<CustomerView> {
    return this.customers.update(actor, id, input);
  }

  /** Ends at once what a customer may do. */
  @Post(':id/deactivate')
  @HttpCode(200)
  deactivate(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CustomerView> {
    return this.customers.deactivate(actor, id);
  }

  /** Lets a customer in again. */
  @Post(':id/reactivate')
  @HttpCode(200)
  reactivate(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CustomerView> {
    return this.customers.reactivate(actor, id);
  }
}
