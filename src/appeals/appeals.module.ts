import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module';
import { DirectoryModule } from '../directory/directory.module';
import { EvaluationModule } from '../evaluation/evaluation.module';
import { EvidenceModule } from '../evidence/evidence.module';
import { PoliciesModule } from '../policies/policies.module';
import { SharesModule } from '../shares/shares.module';
import { AppealsApi } from './appeals.api';
import { AppealsController } from './appeals.controller';
import { AppealsService } from './appeals.service';
import { DecidingController } from './deciding.controller';
import { DecidingService } from './deciding.service';

@Module({
  imports: [CalendarModule, DirectoryModule, SharesModule, EvidenceModule, PoliciesModule, EvaluationModule],
  controllers: [DecidingController, AppealsController, AppealsApi],
  providers: [AppealsService, DecidingService],
  exports: [AppealsService, DecidingService],
})
export class AppealsModule {}
