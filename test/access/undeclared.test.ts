import { Controller, Get, Post } from '@nestjs/common';
import { Public } from '../../src/access/allow';
import { startTrial } from '../web/trial';

@Controller('uji')
class Forgetful {
  @Get('terbuka')
  @Public('uji')
  open() {
    return '';
  }

  @Get('lupa')
  forgotten() {
    return '';
  }

  @Post(['lupa', 'lupa/juga'])
  forgottenToo() {
    return '';
  }
}

describe('a route without a declaration', () => {
  it('stops the start, with a list of all such routes', async () => {
    await expect(startTrial('http://localhost:3000', [Forgetful])).rejects.toThrow(
      'Routes without @Allow or @Public: GET /uji/lupa, POST /uji/lupa, POST /uji/lupa/juga',
    );
  });
});
