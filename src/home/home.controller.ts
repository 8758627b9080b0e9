import { Controller } from '@nestjs/common';
import { Who } from '../access/allow';
import type { Actor } from '../access/actor';
import { GetPage } from '../web/page.decorators';
import { View, ViewOf } from '../web/view';
import { homePage } from './home.page';
import { HomeService } from './home.service';

@Controller()
export class HomeController {
  constructor(private readonly home: HomeService) {}

  @GetPage('', 'self.read')
  async show(@Who() actor: Actor, @ViewOf() view: View) {
    return homePage(view, await this.home.of(actor));
  }
}
