import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module';
import { EvaluationModule } from '../evaluation/evaluation.module';
import { VerificationModule } from '../verification/verification.module';
import { RemindersJobs } from './reminders.jobs';
import { RemindersService } from './reminders.service';

@Module({
  imports: [CalendarModule, VerificationModule, EvaluationModule],
  providers: [RemindersService, RemindersJobs],
})
export class RemindersModule {}
