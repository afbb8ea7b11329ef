import { Global, Module } from '@nestjs/common';
import { Clock } from './clock';
import { DomainEvents } from './domain-events';
import { Leases } from './leases';
import { UnitOfWork } from './unit-of-work';

@Global()
@Module({
  providers: [Clock, DomainEvents, Leases, UnitOfWork],
  exports: [Clock, DomainEvents, Leases, UnitOfWork],
})
export class DatabaseModule {}
