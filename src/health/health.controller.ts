import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { Public } from '../core/current-actor';
import { Redis } from '../database/redis';
import { Readiness } from './readiness';

const DATABASE_ANSWERS_WITHIN = 5000;

@Controller()
@ApiExcludeController()
export class HealthController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly redis: Redis,
    private readonly readiness: Readiness,
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
