ALTER TABLE `adjustments` ADD `batch_id` text;--> statement-breakpoint
CREATE INDEX `adjustments_batch_idx` ON `adjustments` (`batch_id`);--> statement-breakpoint
ALTER TABLE `conference_members` ADD `batch_id` text;--> statement-breakpoint
CREATE INDEX `conference_members_batch_idx` ON `conference_members` (`batch_id`);