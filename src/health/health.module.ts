import { Module } from '@nestjs/common';
import { RealtimeModule } from '../realtime/realtime.module';
import { HealthController } from './health.controller';
import { Metrics } from './metrics.service';
import { Readiness } from './readiness';

@Module({ imports: [RealtimeModule], controllers: [HealthController], providers: [Metrics, Readiness] })
export class HealthModule {}
