import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module';
import { EvaluationJobs } from './evaluation.jobs';
import { EvaluationService } from './evaluation.service';

@Module({ imports: [CalendarModule], providers: [EvaluationService, EvaluationJobs], exports: [EvaluationService] })
export class EvaluationModule {}
