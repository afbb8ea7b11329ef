import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { AppError } from '../core/app-error';
import { Public } from '../core/current-actor';
import { ENV, type Env } from '../core/env';
import { Redis } from '../database/redis';
import { Metrics } from './metrics.service';
import { mayReadMetrics } from './metrics-access';
import { Readiness } from './readiness';

const DATABASE_ANSWERS_WITHIN = 5000;

@Controller()
@ApiExcludeController()
export class HealthController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly redis: Redis,
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** The process is alive. Says nothing of the database, so that an outage restarts nobody. */
  @Public()
  @Get('health')
  health() {
    return { status: this.redis.isConfigured && !this.redis.isHealthy ? 'degraded' : 'ok' };
  }

  /** Whether a balancer should send requests here. */
  @Public()
  @Get('ready')
  async ready(@Res() reply: FastifyReply) {
    const database = await this.databaseAnswers();
    const isReady = database && !this.readiness.isDraining;
    const redis = this.redis.isConfigured ? (this.redis.isHealthy ? 'ok' : 'down') : 'none';
    await reply.status(isReady ? 200 : 503).send({
      status: isReady ? 'ok' : 'unavailable',
      database: database ? 'ok' : 'down',
      redis,
      draining: this.readiness.isDraining,
    });
  }

  @Public()
  @Get('metrics')
  async metricsText(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    if (!mayReadMetrics(request, this.env)) throw new AppError('UNAUTHENTICATED', 'Metrics need their token.');
    await reply
      .header('Content-Type', this.metrics.contentType)
      .header('Cache-Control', 'no-store')
      .send(await this.metrics.read());
  }

  private async databaseAnswers(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), DATABASE_ANSWERS_WITHIN);
    });
    const answer = this.dataSource.query('SELECT 1').then(
      () => true,
      () => false,
    );
    return Promise.race([answer, tooLate]).finally(() => clearTimeout(timer));
  }
}
