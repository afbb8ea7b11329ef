import { Module } from '@nestjs/common';
import { Reviews } from './reviews.service';

@Module({ providers: [Reviews], exports: [Reviews] })
export class ReviewsModule {}
