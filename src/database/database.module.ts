import { Global, Module } from '@nestjs/common';
import { Clock } from './clock';
import { DomainEvents } from './domain-events';
import { Leases } from './leases';
import { RateLimits } from './rate-limits';
import { Redis } from './redis';
import { SearchPages } from './search-pages';
import { UnitOfWork } from './unit-of-work';

@Global()
@Module({
  providers: [Clock, DomainEvents, Leases, RateLimits, Redis, SearchPages, UnitOfWork],
  exports: [Clock, DomainEvents, Leases, RateLimits, Redis, SearchPages, UnitOfWork],
})
export class DatabaseModule {}
