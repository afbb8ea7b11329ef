import { Controller, Get, Param, ParseEnumPipe, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { REPORT_DIMENSIONS, type ReportDimension, ReportQuery, ReportView } from '../contract/reports.dto';
import type { StaffActor } from '../core/actor';
import { CurrentStaff } from '../core/current-actor';
import { REPORT_KINDS, type ReportKind } from './fact-sources';
import { reportCsv } from './report-csv';
import { Reports } from './reports.service';

const KIND = new ParseEnumPipe(Object.fromEntries(REPORT_KINDS.map((kind) => [kind, kind])));
const DIMENSION = new ParseEnumPipe(Object.fromEntries(REPORT_DIMENSIONS.map((dimension) => [dimension, dimension])));

@Controller('reports')
@ApiTags('reports')
@ApiBearerAuth()
export class ReportsController {
  constructor(private readonly reports: Reports) {}

  /** All figures of tickets or chats, in a period, as of a moment. */
  @Get(':kind')
  summary(
    @CurrentStaff() actor: StaffActor,
    @Param('kind', KIND) kind: ReportKind,
    @Query() query: ReportQuery,
  ): Promise<ReportView> {
    return this.reports.summary(actor, kind, query);
  }

  /** The same figures by category, agent, team, shop, priority or source, or by day, week or month. */
  @Get(':kind/by/:dimension')
  by(
    @CurrentStaff() actor: StaffActor,
    @Param('kind', KIND) kind: ReportKind,
    @Param('dimension', DIMENSION) dimension: ReportDimension,
    @Query() query: ReportQuery,
  ): Promise<ReportView> {
    return this.reports.by(actor, kind, dimension, query);
  }

  /** The table as CSV, safe to open in a spreadsheet. */
  @Get(':kind/by/:dimension/csv')
  async csv(
    @CurrentStaff() actor: StaffActor,
    @Param('kind', KIND) kind: ReportKind,
    @Param('dimension', DIMENSION) dimension: ReportDimension,
    @Query() query: ReportQuery,
  ): Promise<StreamableFile> {
    const report = await this.reports.by(actor, kind, dimension, query);
    return new StreamableFile(reportCsv(dimension, report), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="${kind}-by-${dimension}.csv"`,
    });
  }
}
