import {
  complianceFilterSchema,
  complianceResponseSchema,
  complianceResultsQuerySchema,
  complianceResultsResponseSchema,
  complianceWorkloadsQuerySchema,
  complianceWorkloadsResponseSchema,
  controlEventsQuerySchema,
  controlEventsResponseSchema,
  controlsResponseSchema,
  historyQuerySchema,
  historyResponseSchema,
  scoreboardQuerySchema,
  scoreboardResponseSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { answer, failures, queryParameters } from '../api/openApi';

const exportParameters = queryParameters(
  complianceWorkloadsQuerySchema.omit({ cursor: true, limit: true }),
);

/** The compliance routes in the API's description. */
export const compliancePaths = {
  '/v1/controls': {
    get: {
      operationId: 'getControls',
      responses: answer('Every control as data', controlsResponseSchema),
    },
  },
  '/v1/compliance': {
    get: {
      operationId: 'getCompliance',
      parameters: queryParameters(complianceFilterSchema),
      responses: answer('One line per control', complianceResponseSchema),
    },
  },
  '/v1/compliance/scoreboard': {
    get: {
      operationId: 'getScoreboard',
      parameters: queryParameters(scoreboardQuerySchema),
      responses: answer('Worst first', scoreboardResponseSchema),
    },
  },
  '/v1/compliance/workloads': {
    get: {
      operationId: 'listComplianceWorkloads',
      parameters: queryParameters(complianceWorkloadsQuerySchema),
      responses: answer(
        'Workloads with the states of their controls',
        complianceWorkloadsResponseSchema,
      ),
    },
  },
  '/v1/compliance/results': {
    get: {
      operationId: 'getComplianceResults',
      parameters: queryParameters(complianceResultsQuerySchema),
      responses: answer(
        'Every control of one subject, with evidence',
        complianceResultsResponseSchema,
      ),
    },
  },
  '/v1/compliance/history': {
    get: {
      operationId: 'getComplianceHistory',
      parameters: queryParameters(historyQuerySchema),
      responses: answer('Counts day by day', historyResponseSchema),
    },
  },
  '/v1/compliance/events': {
    get: {
      operationId: 'listControlEvents',
      parameters: queryParameters(controlEventsQuerySchema),
      responses: answer('What changed', controlEventsResponseSchema),
    },
  },
  '/v1/compliance/export.csv': {
    get: {
      operationId: 'exportComplianceCsv',
      parameters: exportParameters,
      responses: {
        '200': {
          description: 'All workloads of the filter, with the age of the data',
          content: { 'text/csv': { schema: { type: 'string' } } },
        },
        ...failures,
      },
    },
  },
  '/v1/compliance/report.html': {
    get: {
      operationId: 'getComplianceReport',
      parameters: queryParameters(complianceFilterSchema),
      responses: {
        '200': {
          description: 'The report for auditors, a page that prints well',
          content: { 'text/html': { schema: { type: 'string' } } },
        },
        ...failures,
      },
    },
  },
  '/v1/compliance/export.json': {
    get: {
      operationId: 'exportComplianceJson',
      parameters: exportParameters,
      responses: answer(
        'All workloads of the filter',
        complianceWorkloadsResponseSchema,
      ),
    },
  },
};
