import { Module } from '@nestjs/common';
import { Limits } from './limits.service';
import { NumberStrategy } from './number.strategy';
import { Passwords } from './passwords.service';
import { SigninApi } from './signin.api';
import { SigninController } from './signin.controller';
import { SigninJobs } from './signin.jobs';
import { SigninService } from './signin.service';
import { TokenStrategy } from './token.strategy';

@Module({
  controllers: [SigninController, SigninApi],
  providers: [TokenStrategy, NumberStrategy, Passwords, Limits, SigninService, SigninJobs],
  exports: [SigninService, Passwords, Limits],
})
export class SigninModule {}
