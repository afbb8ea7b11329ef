import type { INestApplicationContext } from '@nestjs/common';
import { Passwords } from '../core/passwords';
import { EmployeesService } from '../employees/employees.service';

/** The accounts that anybody could use who has read the documentation. */
export async function demoPasswordsStillValid(
  app: INestApplicationContext,
  logins: readonly { username: string; password: string }[],
): Promise<string[]> {
  const employees = app.get(EmployeesService, { strict: false });
  const passwords = app.get(Passwords, { strict: false });
  const found: string[] = [];
  for (const { username, password } of logins) {
    const employee = await employees.findForSignIn(username);
    if (employee?.isActive && (await passwords.verify(employee.passwordHash, password))) found.push(username);
  }
  return found;
}
