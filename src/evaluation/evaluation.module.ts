import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module';
import { PoliciesModule } from '../policies/policies.module';
import { EvaluationJobs } from './evaluation.jobs';
import { EvaluationService } from './evaluation.service';

@Module({
  imports: [CalendarModule, PoliciesModule],
  providers: [EvaluationService, EvaluationJobs],
  exports: [EvaluationService],
})
export class EvaluationModule {}
