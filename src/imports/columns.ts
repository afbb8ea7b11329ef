/** What a file can say about a ticket. */
export type Field =
  | 'externalId'
  | 'email'
  | 'phone'
  | 'customerName'
  | 'title'
  | 'description'
  | 'category'
  | 'status'
  | 'priority'
  | 'tags'
  | 'assignee'
  | 'createdAt'
  | 'firstResponseAt'
  | 'closedAt'
  | 'closeReason';

/** How people head their columns, in plain letters; of several in one file, the earlier spelling counts. */
const SPELLINGS: Record<Field, string> = {
  externalId:
    'externalid ticketid queryid requestid caseid issueid jobid id uuid key reference ref ticketno ticketnumber queryno querynumber caseno casenumber number no nr ticketnummer nummer',
  email:
    'email emailaddress mailid emailid mail clientemail customeremail requesteremail contactemail useremail clientmail customermail clientemailaddress customeremailaddress emailadresse',
  phone:
    'mobile mobilenumber mobileno phone phonenumber phoneno clientmobile customermobile clientphone customerphone contactphone contactnumber contactno clientmobilenumber clientphonenumber telephone tel cell cellphone whatsapp telefon handy',
  customerName:
    'customername clientname requestername contactname fullname customer client requester name kunde kundenname',
  title:
    'title heading subject queryheading querytitle querysubject tickettitle ticketsubject headline summary betreff titel',
  description:
    'description querydescription ticketdescription details detail body message text content issue problem query question comment beschreibung nachricht',
  category:
    'category categoryname querycategory ticketcategory issuecategory type querytype tickettype issuetype topic kategorie',
  status: 'status querystatus ticketstatus currentstatus state',
  priority: 'priority prio querypriority ticketpriority urgency severity prioritaet prioritat',
  tags: 'tags tag labels label schlagworte',
  assignee:
    'assignee assigneeusername assigneename assignedto agent agentname supportagent responder handledby owner bearbeiter',
  createdAt:
    'createdat created createdon createdtime createddate creationdate creationtime datecreated dateraised raised raisedat raisedon raiseddate querycreatedtime querycreatedat querycreateddate openedat openedon dateopened opened submittedat submitted datesubmitted requestedat reportedat date timestamp erstellt erstelltam eroeffnet eroffnet',
  firstResponseAt: 'firstresponseat firstresponse firstresponsetime firstreplyat firstreply firstanswerat',
  closedAt:
    'closedat closed closedon closedtime closeddate dateclosed queryclosedtime queryclosedat querycloseddate resolvedat resolved resolvedon resolveddate dateresolved completedat completed completedon datecompleted finishedat geschlossen geschlossenam erledigtam',
  closeReason: 'closereason resolution resolutionnote closingnote outcome',
};

export interface Columns {
  /** Where each field is found. */
  at: Partial<Record<Field, number>>;
  /** Headers that nothing is read from, as they are written. */
  unread: string[];
  width: number;
}

/** Which column says what. */
export function columnsOf(header: readonly string[]): Columns {
  const keys = header.map(keyOf);
  const at: Columns['at'] = {};
  for (const [field, spellings] of Object.entries(SPELLINGS) as [Field, string][]) {
    const places = spellings.split(' ').map((spelling) => keys.indexOf(spelling));
    const place = places.find((index) => index >= 0);
    if (place !== undefined) at[field] = place;
  }
  const read = new Set(Object.values(at));
  return { at, unread: header.filter((name, index) => name.trim() && !read.has(index)), width: header.length };
}

/** How many of the headers are known: what tells a table's header from any other line. */
export function knownHeaders(header: readonly string[]): number {
  return Object.keys(columnsOf(header).at).length;
}

/** Letters and digits alone, so that "Query ID", query_id and queryId are one. */
function keyOf(header: string): string {
  return header
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
