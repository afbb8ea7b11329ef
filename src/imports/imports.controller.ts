import {
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Page } from '../contract/common.dto';
import {
  CleanedQuery,
  ImportListQuery,
  ImportOptions,
  ImportProblem,
  ImportProblemQuery,
  ImportView,
} from '../contract/imports.dto';
import type { StaffActor } from '../core/actor';
import { ApiPage } from '../core/api-page';
import { csvFile } from '../core/csv-file';
import { CurrentStaff } from '../core/current-actor';
import { CleanedFiles } from './cleaned-files.service';
import { sentFileOf } from './import-upload';
import { ImportsService } from './imports.service';

@Controller('imports')
@ApiTags('imports')
@ApiBearerAuth()
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly cleaned: CleanedFiles,
  ) {}

  /** Looks a CSV file of tickets through, and says what would come in. Nothing is stored until it is confirmed. */
  @Post()
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
  })
  check(
    @CurrentStaff() actor: StaffActor,
    @Query() options: ImportOptions,
    @Req() request: FastifyRequest,
  ): Promise<ImportView> {
    return this.imports.check(actor, options, () => sentFileOf(request));
  }

  /** Imports, the newest first. */
  @Get()
  @ApiPage(ImportView)
  list(@CurrentStaff() actor: StaffActor, @Query() query: ImportListQuery): Promise<Page<ImportView>> {
    return this.imports.list(actor, query);
  }

  /** How far it is, and what came of it. */
  @Get(':id')
  get(@CurrentStaff() actor: StaffActor, @Param('id', ParseUUIDPipe) id: string): Promise<ImportView> {
    return this.imports.get(actor, id);
  }

  /** Brings in what was looked through. Safe to try again. */
  @Post(':id/confirm')
  @HttpCode(202)
  confirm(@CurrentStaff() actor: StaffActor, @Param('id', ParseUUIDPipe) id: string): Promise<ImportView> {
    return this.imports.confirm(actor, id);
  }

  /** Lets go of what was looked through and is not wanted. */
  @Delete(':id')
  @HttpCode(204)
  discard(@CurrentStaff() actor: StaffActor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.imports.discard(actor, id);
  }

  /** Everything that is wrong with the rows, in their order. */
  @Get(':id/problems')
  @ApiPage(ImportProblem)
  problems(
    @CurrentStaff() actor: StaffActor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: ImportProblemQuery,
  ): Promise<Page<ImportProblem>> {
    return this.imports.problems(actor, id, query);
  }

  /** The rows that can be taken, in one spelling, with what was found out about them. */
  @Get(':id/cleaned.csv')
  @ApiProduces('text/csv')
  async cleanedFile(
    @CurrentStaff() actor: StaffActor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { tz }: CleanedQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return csvFile(await this.cleaned.of(actor, id, tz), reply);
  }
}
