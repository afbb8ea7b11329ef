import { Module } from '@nestjs/common';
import { ShopsModule } from '../shops/shops.module';
import { PagesController } from './pages.controller';

@Module({ imports: [ShopsModule], controllers: [PagesController] })
export class PagesModule {}
