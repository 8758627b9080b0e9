import { Module } from '@nestjs/common';
import { EvaluationModule } from '../evaluation/evaluation.module';
import { SigninModule } from '../signin/signin.module';
import { AuthenticityApi } from './authenticity.api';
import { AuthenticityController } from './authenticity.controller';
import { Authenticity } from './authenticity.service';

@Module({
  imports: [SigninModule, EvaluationModule],
  controllers: [AuthenticityController, AuthenticityApi],
  providers: [Authenticity],
})
export class AuthenticityModule {}
