import { Global, Module } from '@nestjs/common';
import { Clock } from './clock';
import { DatabaseClock } from './database-clock';
import { Jobs } from './jobs';

@Global()
@Module({ providers: [Clock, DatabaseClock, Jobs], exports: [Clock, Jobs] })
export class KernelModule {}
