import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';

/** Turns to "not ready" as soon as the server is told to stop, so that no new client is sent here. */
@Injectable()
export class Readiness implements BeforeApplicationShutdown {
  isDraining = false;

  beforeApplicationShutdown(): void {
    this.isDraining = true;
  }
}
