import { Module } from '@nestjs/common';
import { ShopsModule } from '../shops/shops.module';
import { TeamMembers } from './team-members.service';
import { TeamsController } from './teams.controller';
import { TeamsService } from './teams.service';

@Module({
  imports: [ShopsModule],
  controllers: [TeamsController],
  providers: [TeamsService, TeamMembers],
  exports: [TeamsService, TeamMembers],
})
export class TeamsModule {}
