import { Module } from '@nestjs/common';
import { EvaluationModule } from '../evaluation/evaluation.module';
import { SharesModule } from '../shares/shares.module';
import { HomeController } from './home.controller';
import { HomeService } from './home.service';

@Module({ imports: [SharesModule, EvaluationModule], controllers: [HomeController], providers: [HomeService] })
export class HomeModule {}
