// The whole catalogue of faults takes its time.
jest.setTimeout(process.env.FAULTS_LONG === '1' ? 3_600_000 : 120_000);
