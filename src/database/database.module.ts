import { Global, Module } from '@nestjs/common';
import { Clock } from './clock';
import { DomainEvents } from './domain-events';
import { Leases } from './leases';
import { RateLimits } from './rate-limits';
import { Redis } from './redis';
import { UnitOfWork } from './unit-of-work';

@Global()
@Module({
  providers: [Clock, DomainEvents, Leases, RateLimits, Redis, UnitOfWork],
  exports: [Clock, DomainEvents, Leases, RateLimits, Redis, UnitOfWork],
})
export class DatabaseModule {}
