import { Controller, Get, Header } from '@nestjs/common';
import { Public } from '../access/allow';
import { PublicPage } from '../web/page.decorators';
import { View, ViewOf } from '../web/view';
import { docsPage } from './docs.page';
import { OpenApiService } from './openapi.service';

const reason = 'Antarmuka program terbuka: siapa pun boleh membaca uraiannya';

@Controller('api')
export class OpenApiController {
  constructor(private readonly api: OpenApiService) {}

  @Get('openapi.json')
  @Header('Cache-Control', 'public, max-age=300')
  @Public(reason)
  document() {
    return this.api.document();
  }

  @PublicPage('docs', reason)
  page(@ViewOf() view: View) {
    return docsPage(view, this.api.document());
  }
}
