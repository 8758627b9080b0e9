import { Module } from '@nestjs/common';
import { SigninModule } from '../signin/signin.module';
import { AccountController } from './account.controller';
import { AccountService } from './account.service';
import { ActivationController } from './activation.controller';
import { ActivationService } from './activation.service';
import { InvitationsController } from './invitations.controller';
import { Invitations } from './invitations.service';
import { SetupService } from './setup.service';

@Module({
  imports: [SigninModule],
  controllers: [ActivationController, AccountController, InvitationsController],
  providers: [ActivationService, SetupService, AccountService, Invitations],
  exports: [Invitations],
})
export class AccountsModule {}
