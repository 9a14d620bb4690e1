ALTER TABLE `accounts` ADD `personal_key` text;--> statement-breakpoint
ALTER TABLE `accounts` ADD `deleted_at` integer;--> statement-breakpoint
CREATE INDEX `declarations_batch_idx` ON `declarations` (`batch_id`);--> statement-breakpoint
CREATE INDEX `destination_reports_batch_idx` ON `destination_reports` (`batch_id`);--> statement-breakpoint
CREATE INDEX `enrolment_reports_batch_idx` ON `enrolment_reports` (`batch_id`);--> statement-breakpoint
CREATE INDEX `intake_plans_batch_idx` ON `intake_plans` (`batch_id`);--> statement-breakpoint
CREATE INDEX `postings_batch_idx` ON `postings` (`batch_id`);--> statement-breakpoint
CREATE INDEX `projects_batch_idx` ON `projects` (`batch_id`);