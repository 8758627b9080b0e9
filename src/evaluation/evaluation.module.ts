import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module';
import { DirectoryModule } from '../directory/directory.module';
import { PoliciesModule } from '../policies/policies.module';
import { AppealTime } from './appeal-time.service';
import { EvaluationJobs } from './evaluation.jobs';
import { EvaluationService } from './evaluation.service';

@Module({
  imports: [CalendarModule, DirectoryModule, PoliciesModule],
  providers: [AppealTime, EvaluationService, EvaluationJobs],
  exports: [AppealTime, EvaluationService],
})
export class EvaluationModule {}
