import { columnsOf, type Field } from './columns';

describe('the columns of a file', () => {
  it.each<[string, Partial<Record<Field, number>>]>([
    [
      'query_id,client_email,client_mobile,query_heading,query_description,status,date_raised,date_closed',
      { externalId: 0, email: 1, phone: 2, title: 3, description: 4, status: 5, createdAt: 6, closedAt: 7 },
    ],
    [
      'Query ID,Mail ID,Mobile Number,Query Heading,Query Description,Status,Query Created Time,Query Closed Time',
      { externalId: 0, email: 1, phone: 2, title: 3, description: 4, status: 5, createdAt: 6, closedAt: 7 },
    ],
    ['id,E-Mail,phone,Subject,body', { externalId: 0, email: 1, phone: 2, title: 3, description: 4 }],
    ['ticketId,emailAddress,phoneNo,Title', { externalId: 0, email: 1, phone: 2, title: 3 }],
    ['  TICKET_ID ;,x,heading', { externalId: 0, title: 2 }],
    ['Category,Priority,Tags,Assigned To', { category: 0, priority: 1, tags: 2, assignee: 3 }],
    ['Betreff,Beschreibung,Priorität,Telefon', { title: 0, description: 1, priority: 2, phone: 3 }],
    // The more telling spelling wins, wherever it stands.
    ['id,query_id,subject', { externalId: 1, title: 2 }],
    ['name,customer_name,title', { customerName: 1, title: 2 }],
  ])('%s', (header, at) => {
    expect(columnsOf(header.split(',')).at).toEqual(at);
  });

  it('says which are not read', () => {
    expect(columnsOf(['id', 'Shoe size', '', 'title', 'Number']).unread).toEqual(['Shoe size', 'Number']);
  });
});
