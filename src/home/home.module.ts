import { Module } from '@nestjs/common';
import { AppealsModule } from '../appeals/appeals.module';
import { EvaluationModule } from '../evaluation/evaluation.module';
import { PostsModule } from '../posts/posts.module';
import { SharesModule } from '../shares/shares.module';
import { VerificationModule } from '../verification/verification.module';
import { PoliciesModule } from '../policies/policies.module';
import { HomeController } from './home.controller';
import { HomeService } from './home.service';
import { RuleController } from './rule.controller';
import { OwnTargets } from './own-targets.service';

@Module({
  imports: [PostsModule, SharesModule, VerificationModule, EvaluationModule, PoliciesModule, AppealsModule],
  controllers: [HomeController, RuleController],
  providers: [HomeService, OwnTargets],
})
export class HomeModule {}
