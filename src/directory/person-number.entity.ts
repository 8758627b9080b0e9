export { PersonNumber } from './person.entity';
