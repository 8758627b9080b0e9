import { ConsoleLogger } from '@nestjs/common';

/** What Nest tells of its own start; only its warnings and errors matter to who operates Gaung. */
const frameworkTalk = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);

/** One line an event; the framework's own start is left out. */
export class PlainLog extends ConsoleLogger {
  constructor() {
    super({ colors: false, logLevels: ['log', 'warn', 'error', 'fatal'] });
  }

  override log(message: unknown, ...more: unknown[]): void {
    if (!frameworkTalk.has(String(more.at(-1)))) super.log(message, ...more);
  }
}
