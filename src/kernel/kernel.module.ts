import { Global, Module } from '@nestjs/common';
import { Clock, DatabaseClock } from './clock';
import { Jobs } from './jobs';

@Global()
@Module({ providers: [Clock, DatabaseClock, Jobs], exports: [Clock, Jobs] })
export class KernelModule {}
