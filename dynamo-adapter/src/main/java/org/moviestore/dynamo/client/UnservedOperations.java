// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContributorInsightsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeEndpointsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeEndpointsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeExportRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeExportResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableSettingsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableSettingsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeImportRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeImportResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeKinesisStreamingDestinationResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableReplicaAutoScalingRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableReplicaAutoScalingResponse;
import software.amazon.awssdk.services.dynamodb.model.DisableKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.DisableKinesisStreamingDestinationResponse;
import software.amazon.awssdk.services.dynamodb.model.EnableKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.EnableKinesisStreamingDestinationResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionResponse;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeResponse;
import software.amazon.awssdk.services.dynamodb.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.dynamodb.model.ImportTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ImportTableResponse;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.ListContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListContributorInsightsResponse;
import software.amazon.awssdk.services.dynamodb.model.ListExportsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListExportsResponse;
import software.amazon.awssdk.services.dynamodb.model.ListGlobalTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListGlobalTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.ListImportsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListImportsResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeResponse;
import software.amazon.awssdk.services.dynamodb.model.SearchVectorsRequest;
import software.amazon.awssdk.services.dynamodb.model.SearchVectorsResponse;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContributorInsightsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableSettingsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableSettingsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateKinesisStreamingDestinationResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableReplicaAutoScalingRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableReplicaAutoScalingResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/**
 * Names each operation of the service that no store can serve, where the SDK would only say that there is one. The
 * forms of these operations that take no request or make one, and their paginators, come to these methods.
 */
interface UnservedOperations extends DynamoDbClient {
    @Override
    default BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request) {
        throw Unserved.PARTIQL.operation("BatchExecuteStatement");
    }

    @Override
    default CreateBackupResponse createBackup(CreateBackupRequest request) {
        throw Unserved.COPIES.operation("CreateBackup");
    }

    @Override
    default CreateGlobalTableResponse createGlobalTable(CreateGlobalTableRequest request) {
        throw Unserved.REPLICAS.operation("CreateGlobalTable");
    }

    @Override
    default DeleteBackupResponse deleteBackup(DeleteBackupRequest request) {
        throw Unserved.COPIES.operation("DeleteBackup");
    }

    @Override
    default DeleteResourcePolicyResponse deleteResourcePolicy(DeleteResourcePolicyRequest request) {
        throw Unserved.ACCESS.operation("DeleteResourcePolicy");
    }

    @Override
    default DescribeBackupResponse describeBackup(DescribeBackupRequest request) {
        throw Unserved.COPIES.operation("DescribeBackup");
    }

    @Override
    default DescribeContinuousBackupsResponse describeContinuousBackups(DescribeContinuousBackupsRequest request) {
        throw Unserved.COPIES.operation("DescribeContinuousBackups");
    }

    @Override
    default DescribeContributorInsightsResponse describeContributorInsights(
            DescribeContributorInsightsRequest request) {
        throw Unserved.INSIGHTS.operation("DescribeContributorInsights");
    }

    @Override
    default DescribeEndpointsResponse describeEndpoints(DescribeEndpointsRequest request) {
        throw Unserved.ACCOUNT.operation("DescribeEndpoints");
    }

    @Override
    default DescribeExportResponse describeExport(DescribeExportRequest request) {
        throw Unserved.COPIES.operation("DescribeExport");
    }

    @Override
    default DescribeGlobalTableResponse describeGlobalTable(DescribeGlobalTableRequest request) {
        throw Unserved.REPLICAS.operation("DescribeGlobalTable");
    }

    @Override
    default DescribeGlobalTableSettingsResponse describeGlobalTableSettings(
            DescribeGlobalTableSettingsRequest request) {
        throw Unserved.REPLICAS.operation("DescribeGlobalTableSettings");
    }

    @Override
    default DescribeImportResponse describeImport(DescribeImportRequest request) {
        throw Unserved.COPIES.operation("DescribeImport");
    }

    @Override
    default DescribeKinesisStreamingDestinationResponse describeKinesisStreamingDestination(
            DescribeKinesisStreamingDestinationRequest request) {
        throw Unserved.STREAMS.operation("DescribeKinesisStreamingDestination");
    }

    @Override
    default DescribeLimitsResponse describeLimits(DescribeLimitsRequest request) {
        throw Unserved.ACCOUNT.operation("DescribeLimits");
    }

    @Override
    default DescribeTableReplicaAutoScalingResponse describeTableReplicaAutoScaling(
            DescribeTableReplicaAutoScalingRequest request) {
        throw Unserved.REPLICAS.operation("DescribeTableReplicaAutoScaling");
    }

    @Override
    default DisableKinesisStreamingDestinationResponse disableKinesisStreamingDestination(
            DisableKinesisStreamingDestinationRequest request) {
        throw Unserved.STREAMS.operation("DisableKinesisStreamingDestination");
    }

    @Override
    default EnableKinesisStreamingDestinationResponse enableKinesisStreamingDestination(
            EnableKinesisStreamingDestinationRequest request) {
        throw Unserved.STREAMS.operation("EnableKinesisStreamingDestination");
    }

    @Override
    default ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
        throw Unserved.PARTIQL.operation("ExecuteStatement");
    }

    @Override
    default ExecuteTransactionResponse executeTransaction(ExecuteTransactionRequest request) {
        throw Unserved.PARTIQL.operation("ExecuteTransaction");
    }

    @Override
    default ExportTableToPointInTimeResponse exportTableToPointInTime(ExportTableToPointInTimeRequest request) {
        throw Unserved.COPIES.operation("ExportTableToPointInTime");
    }

    @Override
    default GetResourcePolicyResponse getResourcePolicy(GetResourcePolicyRequest request) {
        throw Unserved.ACCESS.operation("GetResourcePolicy");
    }

    @Override
    default ImportTableResponse importTable(ImportTableRequest request) {
        throw Unserved.COPIES.operation("ImportTable");
    }

    @Override
    default ListBackupsResponse listBackups(ListBackupsRequest request) {
        throw Unserved.COPIES.operation("ListBackups");
    }

    @Override
    default ListContributorInsightsResponse listContributorInsights(ListContributorInsightsRequest request) {
        throw Unserved.INSIGHTS.operation("ListContributorInsights");
    }

    @Override
    default ListExportsResponse listExports(ListExportsRequest request) {
        throw Unserved.COPIES.operation("ListExports");
    }

    @Override
    default ListGlobalTablesResponse listGlobalTables(ListGlobalTablesRequest request) {
        throw Unserved.REPLICAS.operation("ListGlobalTables");
    }

    @Override
    default ListImportsResponse listImports(ListImportsRequest request) {
        throw Unserved.COPIES.operation("ListImports");
    }

    @Override
    default ListTagsOfResourceResponse listTagsOfResource(ListTagsOfResourceRequest request) {
        throw Unserved.TAGS.operation("ListTagsOfResource");
    }

    @Override
    default PutResourcePolicyResponse putResourcePolicy(PutResourcePolicyRequest request) {
        throw Unserved.ACCESS.operation("PutResourcePolicy");
    }

    @Override
    default RestoreTableFromBackupResponse restoreTableFromBackup(RestoreTableFromBackupRequest request) {
        throw Unserved.COPIES.operation("RestoreTableFromBackup");
    }

    @Override
    default RestoreTableToPointInTimeResponse restoreTableToPointInTime(RestoreTableToPointInTimeRequest request) {
        throw Unserved.COPIES.operation("RestoreTableToPointInTime");
    }

    @Override
    default SearchVectorsResponse searchVectors(SearchVectorsRequest request) {
        throw Unserved.VECTORS.operation("SearchVectors");
    }

    @Override
    default TagResourceResponse tagResource(TagResourceRequest request) {
        throw Unserved.TAGS.operation("TagResource");
    }

    @Override
    default UntagResourceResponse untagResource(UntagResourceRequest request) {
        throw Unserved.TAGS.operation("UntagResource");
    }

    @Override
    default UpdateContinuousBackupsResponse updateContinuousBackups(UpdateContinuousBackupsRequest request) {
        throw Unserved.COPIES.operation("UpdateContinuousBackups");
    }

    @Override
    default UpdateContributorInsightsResponse updateContributorInsights(UpdateContributorInsightsRequest request) {
        throw Unserved.INSIGHTS.operation("UpdateContributorInsights");
    }

    @Override
    default UpdateGlobalTableResponse updateGlobalTable(UpdateGlobalTableRequest request) {
        throw Unserved.REPLICAS.operation("UpdateGlobalTable");
    }

    @Override
    default UpdateGlobalTableSettingsResponse updateGlobalTableSettings(UpdateGlobalTableSettingsRequest request) {
        throw Unserved.REPLICAS.operation("UpdateGlobalTableSettings");
    }

    @Override
    default UpdateKinesisStreamingDestinationResponse updateKinesisStreamingDestination(
            UpdateKinesisStreamingDestinationRequest request) {
        throw Unserved.STREAMS.operation("UpdateKinesisStreamingDestination");
    }

    @Override
    default UpdateTableReplicaAutoScalingResponse updateTableReplicaAutoScaling(
            UpdateTableReplicaAutoScalingRequest request) {
        throw Unserved.REPLICAS.operation("UpdateTableReplicaAutoScaling");
    }

    @Override
    default UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
        throw Unserved.EXPIRY.operation("UpdateTimeToLive");
    }
}
