import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module';
import { DirectoryModule } from '../directory/directory.module';
import { PoliciesService } from './policies.service';
import { ProposalsController } from './proposals.controller';
import { ProposalsService } from './proposals.service';
import { VoidDaysController } from './void-days.controller';
import { VoidDaysService } from './void-days.service';

@Module({
  imports: [CalendarModule, DirectoryModule],
  controllers: [ProposalsController, VoidDaysController],
  providers: [PoliciesService, ProposalsService, VoidDaysService],
  exports: [PoliciesService, VoidDaysService],
})
export class PoliciesModule {}
