import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ENV, type Env } from './env';

/** Gives the environment, read once at start, to whoever injects `ENV`. */
@Global()
@Module({})
export class EnvModule {
  static for(env: Env): DynamicModule {
    return { module: EnvModule, providers: [{ provide: ENV, useValue: env }], exports: [ENV] };
  }
}
