import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module';
import { PoliciesService } from './policies.service';

@Module({ imports: [CalendarModule], providers: [PoliciesService], exports: [PoliciesService] })
export class PoliciesModule {}
