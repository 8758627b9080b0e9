export { EmploymentType } from './membership.entity';
