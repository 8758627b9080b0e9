import { Module } from '@nestjs/common';
import { AccountController } from './account.controller';
import { AccountService } from './account.service';
import { ActivationController } from './activation.controller';
import { ActivationService } from './activation.service';
import { InvitationsController } from './invitations.controller';
import { Invitations } from './invitations.service';
import { Limits } from './limits.service';
import { NumberStrategy } from './number.strategy';
import { Passwords } from './passwords.service';
import { SetupService } from './setup.service';
import { SigninApi } from './signin.api';
import { SigninController } from './signin.controller';
import { SigninJobs } from './signin.jobs';
import { SigninService } from './signin.service';
import { TokenStrategy } from './token.strategy';

@Module({
  controllers: [SigninController, SigninApi, ActivationController, AccountController, InvitationsController],
  providers: [
    ...[TokenStrategy, NumberStrategy, Passwords, Limits, SigninService, SigninJobs],
    ...[ActivationService, SetupService, AccountService, Invitations],
  ],
  exports: [SigninService, Passwords, Limits, Invitations],
})
export class SigninModule {}
