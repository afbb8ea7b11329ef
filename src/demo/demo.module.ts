import { Module } from '@nestjs/common';
import { DemoController } from './demo.controller';

/** What only a development server shows. */
@Module({ controllers: [DemoController] })
export class DemoModule {}
